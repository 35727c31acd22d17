"""Work for later: the Procrastinate app on the company's own database, and its outbox."""
