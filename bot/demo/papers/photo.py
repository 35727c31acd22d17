"""A sheet photographed as people do: crumpled, askew on a table, in the light of a kitchen."""

import io
from typing import Any

import cv2
import numpy as np
from PIL import Image

_QUALITY = 88

type Plane = np.ndarray[Any, np.dtype[np.float32]]


def photo(
    paper: Image.Image, *, seed: int, lean: float, stain: tuple[float, float] | None = None
) -> bytes:
    """Return a JPEG of `paper` on a table, leaning so many degrees; the same for the same `seed`.

    `stain` is a stretch of the paper's height (0 to 1) where something was spilt and wiped away,
    print and all.
    """
    chance = np.random.default_rng(seed)
    grey = np.asarray(paper, np.float32)
    if stain is not None:
        grey = _wiped(grey, stain, chance)
    grey, shade = _crumpled(grey, chance)
    laid = _laid(grey * shade, chance, lean)
    seen = np.clip(laid + chance.normal(0, 2.2, laid.shape), 0, 255).astype(np.uint8)
    made = io.BytesIO()
    Image.fromarray(seen, "RGB").save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _waves(shape: tuple[int, int], size: int, chance: np.random.Generator) -> Plane:
    """Return smooth hills of about `size` pixels, between -1 and 1."""
    height, width = shape
    rough = chance.normal(0, 1, (max(height // size, 3), max(width // size, 3)))
    smooth = cv2.resize(rough.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth / max(np.abs(smooth).max(), 0.01), np.float32)


def _crumpled(grey: Plane, chance: np.random.Generator) -> tuple[Plane, Plane]:
    """Return the paper bent, and how much light each point of it gets."""
    height, width = shape = (grey.shape[0], grey.shape[1])
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    hills = _waves(shape, 170, chance)
    shade = 1 - 0.05 * np.abs(_waves(shape, 230, chance)) + 0.03 * hills
    for _ in range(9):
        angle, offset = chance.uniform(0, np.pi), chance.uniform(0.1, 0.9)
        away = (across - width * offset) * np.cos(angle) + (down - height * offset) * np.sin(angle)
        fold = np.exp(-np.abs(away) / chance.uniform(9, 26)) * np.sign(away)
        shade = shade + chance.uniform(0.025, 0.075) * fold * (0.6 + 0.4 * hills)
    bent = cv2.remap(
        grey,
        across + 3 * _waves(shape, 200, chance),
        down + 4 * _waves(shape, 260, chance),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(bent, np.float32), np.asarray(np.clip(shade, 0.72, 1.06), np.float32)


def _table(shape: tuple[int, int], chance: np.random.Generator) -> Plane:
    """Return a table top of dark wood."""
    height, width = shape
    grain = chance.normal(0, 1, (height, max(width // 90, 4))).astype(np.float32)
    grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), 2), np.float32)
    grain = np.asarray(cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC))
    rings = np.sin(np.mgrid[0:height, 0:width][0] / 19 + 3 * _waves(shape, 260, chance))
    tone = 1 + 0.11 * grain + 0.05 * rings
    return np.asarray(tone[:, :, None] * np.array([112, 76, 50]), np.float32)


def _laid(paper: Plane, chance: np.random.Generator, lean: float) -> Plane:
    """Return the paper on a table, seen a little from the side, light from the upper left."""
    height, width = paper.shape
    margin = width // 5
    shape = (height + 2 * margin, width + 2 * margin)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1)
    there = np.hstack([corners, np.ones((4, 1), np.float32)]) @ turn.T + margin
    there = (there + chance.uniform(-width / 70, width / 70, (4, 2))).astype(np.float32)
    seen = cv2.getPerspectiveTransform(corners, there)
    size = (shape[1], shape[0])
    flat = cv2.warpPerspective(paper, seen, size, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones_like(paper), seen, size, flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(np.roll(mask, (14, 11), (0, 1)), (0, 0), 13)
    table = _table(shape, chance) * (1 - 0.55 * shadow)[:, :, None]
    tinted = flat[:, :, None] * np.array([0.985, 0.965, 0.925])
    whole = table * (1 - mask)[:, :, None] + tinted * mask[:, :, None]
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    light = 1.04 - 0.26 * (0.6 * across / shape[1] + 0.4 * down / shape[0])
    return np.asarray(cv2.GaussianBlur(whole * light[:, :, None], (0, 0), 0.8), np.float32)


def _wiped(grey: Plane, stretch: tuple[float, float], chance: np.random.Generator) -> Plane:
    """Return the paper with the ink of a stretch of it run and faded."""
    height, width = shape = (grey.shape[0], grey.shape[1])
    top, foot = (share * height for share in stretch)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    middle, reach = (top + foot) / 2, (foot - top) / 2
    # The spill stands at the right, over the amounts, and leaves the words at the left legible.
    away = np.hypot((down - middle) / reach, (across - 0.88 * width) / (0.34 * width))
    edge = away + 0.12 * _waves(shape, 70, chance)
    wet = np.clip(1.35 - edge, 0, 1)
    run = cv2.GaussianBlur(grey, (0, 0), sigmaX=17, sigmaY=8)
    faded = 205 + 0.2 * run
    rim = np.exp(-(((edge - 1.15) / 0.05) ** 2)) * 16
    return np.asarray(grey * (1 - wet) + faded * wet - rim, np.float32)
