"""A transport that connects to checked addresses only, one connection a request, within the time that the request has.

The host's name stays in the request and in the certificate's check; only where the connection goes is decided here.
Each request looks its host up anew and connects to what was checked, so no name can change its mind in between.
"""

import contextlib
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpcore2
import httpx2

from legation.read.guard import Guard, Target, host_of
from legation.read.limits import Limits
from legation.read.pace import Pace

Clock = Callable[[], float]

MOST_ADDRESSES = 4  # tried of a host with many, one after the other


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which a request with its answer is over."""

    at: float
    clock: Clock

    def left(self, wanted: float | None = None) -> float:
        """The seconds left, `wanted` of them at most; raises ReadTimeout when there are none."""
        left = self.at - self.clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("in all")
        return left if wanted is None else min(left, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedTransport(httpx2.BaseTransport):
    """Sends requests to public addresses, patiently; `network` makes the connections."""

    guard: Guard
    pace: Pace
    tls: ssl.SSLContext
    network: httpcore2.NetworkBackend
    clock: Clock
    limits: Limits

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Check the host, wait for its turn, connect and send."""
        target = self.guard.target(request.url)
        self.pace.wait(host_of(request.url))
        # Only now: waiting for the host's turn takes none of the time that the answer has.
        deadline = Deadline(self.clock() + self.limits.total_seconds, self.clock)
        pool = httpcore2.ConnectionPool(
            ssl_context=self.tls,
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=_CheckedNetwork(target, deadline, self.network),
        )
        try:
            with _named_as_httpx2():
                answer = pool.handle_request(_plain(request))
        except BaseException:
            pool.close()
            raise
        assert isinstance(answer.stream, Iterable)
        headers = self._kept(answer)
        return httpx2.Response(answer.status, headers=headers, stream=_Body(answer, pool), extensions=answer.extensions)

    def _kept(self, answer: httpcore2.Response) -> httpx2.Headers:
        """The headers, with what the cache is to make of them where the server leaves it open."""
        headers = httpx2.Headers(answer.headers)
        if answer.status in self.limits.retried:
            headers["cache-control"] = "no-store"  # or the next attempt would get the same answer from the cache
        elif answer.status == HTTPStatus.OK and "cache-control" not in headers and "expires" not in headers:
            # The cache would judge by the page's age, up to a week; news is not so patient.
            headers["cache-control"] = f"max-age={self.limits.fresh_seconds}"
        return headers


def _plain(request: httpx2.Request) -> httpcore2.Request:
    url = request.url
    assert isinstance(request.stream, httpx2.SyncByteStream)
    return httpcore2.Request(
        method=request.method,
        url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


@contextlib.contextmanager
def _named_as_httpx2() -> Iterator[None]:
    """Raise the errors of the lower library as those of the upper one, which bear the same names."""
    try:
        yield
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as exc:
        raise getattr(httpx2, type(exc).__name__, httpx2.TransportError)(str(exc)) from exc


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response, pool: httpcore2.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._answer.stream, Iterable)
        with _named_as_httpx2():
            yield from self._answer.stream

    def close(self) -> None:
        try:
            self._answer.close()
        finally:  # an answer that fails to end leaves no connection open
            self._pool.close()


class _CheckedNetwork(httpcore2.NetworkBackend):
    """Connects to the addresses that were checked, whatever name it is asked for."""

    def __init__(self, target: Target, deadline: Deadline, network: httpcore2.NetworkBackend) -> None:
        self._target = target
        self._deadline = deadline
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception | None = None
        for address in self._target.addresses[:MOST_ADDRESSES]:
            try:
                left = self._deadline.left(timeout)
                stream = self._network.connect_tcp(address, self._target.port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as exc:
                failed = exc
            else:
                return _TimedStream(stream, self._deadline)
        raise failed or httpcore2.ConnectError("it has no address")

    def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError("only hosts are connected to")


class _TimedStream(httpcore2.NetworkStream):
    """Ends with the deadline: a server that sends a byte now and then would keep each single read within its time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._deadline.left(timeout))
        except httpcore2.ReadTimeout:
            self._deadline.left()  # says so where it was the time in all that ran out
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
