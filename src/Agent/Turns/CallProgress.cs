using System.Threading.Channels;
using AgentStack.Agent.Turns.Events;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Turns;

/// <summary>
/// Takes what a server reports of one call. It must not block, and a server may report without end: what comes too soon
/// after the last is passed over.
/// </summary>
internal sealed class CallProgress(string callId, string tool, ChannelWriter<CallNews> news, TimeProvider clock) : IProgress<ToolProgress>
{
    private const int LongestMessage = 500;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private long? _last;

    public void Report(ToolProgress value)
    {
        // JSON has no words for other numbers.
        if (!double.IsFinite(value.Progress) || value.Total is { } total && !double.IsFinite(total) || !IsDue())
            return;

        var message = value.Message is { Length: > LongestMessage } text ? $"{text[..LongestMessage]}…" : value.Message;
        news.TryWrite(new CallNews(Progress: new ToolProgressEvent(callId, tool, value.Progress, value.Total, message)));
    }

    private bool IsDue()
    {
        lock (_gate)
        {
            if (_last is { } last && clock.GetElapsedTime(last) < Between)
                return false;

            _last = clock.GetTimestamp();
            return true;
        }
    }
}
