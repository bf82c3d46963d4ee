using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests;

/// <summary>Passes a response on as it is, and looks at each event of a stream; the agent writes an event at a time.</summary>
internal sealed class EventTap(Stream body, EventSchema schema, HttpResponse response) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => body.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true)
            Look(buffer.Span);

        return body.WriteAsync(buffer, cancellationToken);
    }

    private void Look(ReadOnlySpan<byte> written)
    {
        if (written.StartsWith("data: "u8) && written.EndsWith("\n\n"u8) && written[..^2].IndexOf((byte)'\n') < 0)
            schema.Hold(written[6..^2]);
        else
            schema.Complain("An event was not written as one line 'data: {json}' and a blank one.");
    }
}
