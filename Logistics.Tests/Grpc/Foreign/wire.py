"""The probe's messages by hand, so that nothing but grpcio is needed."""

SERVICE = "logistics.tests.v1.Probe"


def note(text="", number=0, payload=b""):
    data = b""
    if text:
        data += b"\x0a" + varint(len(text.encode())) + text.encode()
    if number:
        data += b"\x10" + varint(number)
    if payload:
        data += b"\x1a" + varint(len(payload)) + payload
    return data


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
