using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The messages of a transport without those that <see cref="Notifications"/> takes.</summary>
internal sealed class TappedReader(ChannelReader<JsonRpcMessage> inner, Notifications notifications) : ChannelReader<JsonRpcMessage>
{
    public override Task Completion => inner.Completion;

    public override bool TryRead([MaybeNullWhen(false)] out JsonRpcMessage item)
    {
        while (inner.TryRead(out item))
        {
            if (!notifications.Take(item))
                return true;
        }

        return false;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        inner.WaitToReadAsync(cancellationToken);
}
