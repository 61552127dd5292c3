"""Rapport: YAML about helping relationships, checked and published as a site.

Data goes one way through the package: ``model`` → ``load`` → ``check`` →
``score`` → ``report``, ``render`` → ``site``. A room imports only from those before it.
"""

__version__ = "0.1.0"
