using System.Net.ServerSentEvents;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Remote;

/// <summary>A deployed agent's answer, in one piece or as a stream, told as the events of a turn.</summary>
internal sealed class RemoteAnswer(HttpResponseMessage response, TurnRequest turn, IRemoteListener listener)
{
    private const int MostUnread = 1000;

    private readonly List<string> _unread = [];
    private bool _isOurs;
    private bool _hasText;
    private bool _isOver;

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == RemoteRequest.EventStream)
            await ReadStreamAsync(cancellationToken);
        else
            await ReadBodyAsync(cancellationToken);

        if (!_isOver)
            await TellAsync(End(), cancellationToken);
    }

    private async Task ReadBodyAsync(CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        await listener.OnWrittenAsync(body, cancellationToken);
        foreach (var each in RemoteBody.Read(body, turn))
            await TellAsync(each, cancellationToken);
    }

    private async Task ReadStreamAsync(CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            await listener.OnWrittenAsync(item.Data, cancellationToken);
            var read = RemoteEvents.Read(item.Data, turn.RequestId, out var isOurs);
            _isOurs |= isOurs;
            if (read is not null)
                await TellAsync(read, cancellationToken);
            else if (_unread.Count < MostUnread)
                _unread.Add(item.Data);

            // What becomes of the stream after the turn's end changes nothing.
            if (_isOver)
                return;
        }

        // An agent that says nothing which anybody knows has said it all the same.
        if (!_hasText && !_isOurs)
        {
            foreach (var text in _unread)
                await TellAsync(new TextEvent($"{text}\n"), cancellationToken);
        }
    }

    // Our agent always says how a turn ended; of another's stream the end is all there is.
    private TurnEvent End() => _isOurs
        ? new ErrorEvent(
            "The answer broke off: the stream ended before the turn did. Ask again; the agent's log tells more.", "answer_cut", turn.RequestId)
        : new DoneEvent("stop", turn.SessionId.Value, turn.RequestId);

    private Task TellAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        _hasText |= turnEvent is TextEvent;
        _isOver |= turnEvent is DoneEvent or ApprovalEvent or ErrorEvent;
        return listener.OnEventAsync(turnEvent, cancellationToken);
    }
}
