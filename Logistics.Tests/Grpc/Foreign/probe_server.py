"""A foreign server of the probe. Prints its port, serves until its input closes. What a call does is in its metadata."""
import sys
import threading
from concurrent import futures

import grpc

from wire import SERVICE, note

BYTES = bytes([0, 1, 127, 128, 255])
cancelled = threading.Event()


def told(context, key, default=None):
    return dict(context.invocation_metadata()).get(key, default)


def begin(context):
    what = told(context, "x-do")
    if what == "fail":
        code = next(c for c in grpc.StatusCode if c.value[0] == int(told(context, "x-code")))
        context.set_trailing_metadata((("why", "reason"), ("grpc-status-details-bin", BYTES)))
        context.abort(code, "Déjà vu: 100 % 📦")
    if what == "metadata":
        context.send_initial_metadata((("text", "early"), ("some-bin", BYTES)))
        context.set_trailing_metadata((("text", "late"), ("some-bin", BYTES), ("some-bin", b"")))
    if what == "wait":
        done = threading.Event()
        context.add_callback(done.set)
        context.send_initial_metadata(())
        done.wait(30)
        cancelled.set()


def one(request, context):
    begin(context)
    what = told(context, "x-do")
    if what == "seen":
        values = [v for k, v in context.invocation_metadata() if k == "some-bin"]
        return note(text=",".join(v.hex() for v in values) + "|" + str(told(context, "text")), number=int(context.time_remaining() or 0))
    if what == "big":
        return note(payload=b"x" * int(told(context, "x-size")))
    if what == "cancelled":
        return note(number=int(cancelled.wait(10)))
    return request


def collect(requests, context):
    begin(context)
    return note(number=sum(1 for _ in requests))


def expand(request, context):
    begin(context)
    for number in range(int(told(context, "x-count", 0))):
        yield note(number=number)


def chat(requests, context):
    begin(context)
    yield from requests


def main():
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=32),
        compression=grpc.Compression.Gzip if "gzip" in sys.argv else None,
        options=[("grpc.max_send_message_length", -1)])
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, {
        "One": grpc.unary_unary_rpc_method_handler(one),
        "Collect": grpc.stream_unary_rpc_method_handler(collect),
        "Expand": grpc.unary_stream_rpc_method_handler(expand),
        "Chat": grpc.stream_stream_rpc_method_handler(chat),
    }),))
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    sys.stdin.read()
    server.stop(None)


if __name__ == "__main__":
    main()
