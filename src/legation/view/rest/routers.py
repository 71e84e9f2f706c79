"""All addresses of the API."""

from fastapi import APIRouter

from legation.view.rest import about, adding, changes, moving, records, told, watched, worked_out

# Where an address with a name in it could take the place of another, the other stands first.
ROUTERS: tuple[APIRouter, ...] = (
    about.router,
    records.router,
    worked_out.router,
    told.router,
    moving.router,
    watched.router,
    changes.router,
    adding.router,
)
