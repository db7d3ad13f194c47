"""A foreign client of the probe: probe_client.py <host:port> <check>. Says nothing and ends with 0 when all is as it must be."""
import sys

import grpc

from wire import SERVICE, note

BYTES = bytes([0, 1, 127, 128, 255])
TIMEOUT = 20


class Probe:
    def __init__(self, address, **options):
        channel = grpc.insecure_channel(address, **options)
        path = f"/{SERVICE}/"
        self.one = channel.unary_unary(path + "One")
        self.collect = channel.stream_unary(path + "Collect")
        self.expand = channel.unary_stream(path + "Expand")
        self.chat = channel.stream_stream(path + "Chat")
        self.nothing = channel.unary_unary(path + "Nothing")


def equal(expected, actual):
    assert expected == actual, f"expected {expected!r}, got {actual!r}"


def fails(code, call):
    try:
        call()
    except grpc.RpcError as error:
        equal(code, error.code())
        return error
    raise AssertionError(f"expected {code}")


def unary(address):
    equal(note("héllo", 7), Probe(address).one(note("héllo", 7), timeout=TIMEOUT))


def client_stream(address):
    equal(note("abc", 3), Probe(address).collect((note(letter, 1) for letter in "abc"), timeout=TIMEOUT))
    equal(note(), Probe(address).collect(iter(()), timeout=TIMEOUT))


def server_stream(address):
    equal([note("x", n) for n in range(1000)], list(Probe(address).expand(note("x", 1000), timeout=TIMEOUT)))


def duplex(address):
    messages = [note("x" * n, n) for n in range(200)]
    equal(messages, list(Probe(address).chat(iter(messages), timeout=TIMEOUT)))


def deadline(address):
    probe = Probe(address)
    wait = (("x-do", "wait"),)
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: probe.one(note(), timeout=1, metadata=wait))
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: list(probe.expand(note(), timeout=1, metadata=wait)))


def cancel(address):
    call = Probe(address).chat(iter(()), metadata=(("x-do", "wait"),))
    call.initial_metadata()
    call.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: next(call))


def metadata(address):
    sent = (("x-do", "metadata"), ("text", "plain"), ("some-bin", BYTES), ("some-bin", b""), ("some-bin", b"\x01"))
    _, call = Probe(address).one.with_call(note(), timeout=TIMEOUT, metadata=sent)
    for received in (call.initial_metadata(), call.trailing_metadata()):
        equal(["plain"], [value for key, value in received if key == "text"])
        equal([BYTES, b"", b"\x01"], [value for key, value in received if key == "some-bin"])


def statuses(address):
    probe = Probe(address)
    for code in grpc.StatusCode:
        if code != grpc.StatusCode.OK:
            told = (("x-do", "fail"), ("x-code", str(code.value[0])))
            for call in (
                    lambda: probe.one(note(), timeout=TIMEOUT, metadata=told),
                    lambda: probe.collect(iter([note()]), timeout=TIMEOUT, metadata=told),
                    lambda: list(probe.expand(note(), timeout=TIMEOUT, metadata=told)),
                    lambda: list(probe.chat(iter([note()]), timeout=TIMEOUT, metadata=told))):
                error = fails(code, call)
                equal("Déjà vu: 100 % 📦", error.details())
                equal([BYTES], [value for key, value in error.trailing_metadata() if key == "grpc-status-details-bin"])


def big(address):
    probe = Probe(address)
    payload = bytes(range(256)) * 12_000
    equal(note(payload=payload), probe.one(note(payload=payload), timeout=TIMEOUT))
    equal([note(payload=payload)] * 3, list(probe.chat(iter([note(payload=payload)] * 3), timeout=TIMEOUT)))
    fails(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: probe.one(note(payload=payload * 2), timeout=TIMEOUT))
    equal(note("x"), probe.one(note("x"), timeout=TIMEOUT))


def compression(address):
    text = "x" * 10_000
    equal(note(text), Probe(address, compression=grpc.Compression.Gzip).one(note(text), timeout=TIMEOUT))
    deflate = Probe(address, compression=grpc.Compression.Deflate)
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: deflate.one(note(text), timeout=TIMEOUT))


def unimplemented(address):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: Probe(address).nothing(note(), timeout=TIMEOUT))


def many(address):
    probe = Probe(address)
    calls = [probe.one.future(note("x", n), timeout=TIMEOUT) for n in range(500)]
    equal([note("x", n) for n in range(500)], [call.result() for call in calls])


if __name__ == "__main__":
    globals()[sys.argv[2]](sys.argv[1])
