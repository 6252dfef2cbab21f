import protobuf from "protobufjs";

/** What travels over a long connection, as the SDK encodes it: protobuf messages named `pbbp2.Frame`. */
export interface SocketFrame {
  readonly SeqID: number;
  readonly LogID: number;
  readonly service: number;
  /** 0 for pings and pongs, 1 for events. */
  readonly method: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: Uint8Array;
}

const header = new protobuf.Type("Header")
  .add(new protobuf.Field("key", 1, "string", "required"))
  .add(new protobuf.Field("value", 2, "string", "required"));

// The first two are uint64 at Feishu. Small numbers have the same bytes, and uint32 needs no library for long integers.
const frame = new protobuf.Type("Frame")
  .add(header)
  .add(new protobuf.Field("SeqID", 1, "uint32", "required"))
  .add(new protobuf.Field("LogID", 2, "uint32", "required"))
  .add(new protobuf.Field("service", 3, "int32", "required"))
  .add(new protobuf.Field("method", 4, "int32", "required"))
  .add(new protobuf.Field("headers", 5, "Header", "repeated"))
  .add(new protobuf.Field("payloadEncoding", 6, "string"))
  .add(new protobuf.Field("payloadType", 7, "string"))
  .add(new protobuf.Field("payload", 8, "bytes"))
  .add(new protobuf.Field("LogIDNew", 9, "string"));

export function encodeFrame(content: SocketFrame): Uint8Array {
  return frame.encode(frame.create({ ...content })).finish();
}

/** @throws Error if the bytes are no frame */
export function decodeFrame(bytes: Uint8Array): SocketFrame {
  return frame.toObject(frame.decode(bytes)) as SocketFrame;
}

export function headerOf({ headers }: SocketFrame, key: string): string | undefined {
  return headers.find((each) => each.key === key)?.value;
}
