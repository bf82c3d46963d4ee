namespace AgentStack.Agent.Conversations;

/// <summary>One turn at a time in a session, in the order of their coming, and a bounded number that waits.</summary>
internal sealed class SessionQueue(ConversationOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, Line> _lines = [];

    /// <summary>Sessions in which a turn is under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Whether a turn is under way in the session, or waits.</summary>
    public bool Holds(SessionId session)
    {
        lock (_gate)
        {
            return _lines.ContainsKey(session);
        }
    }

    /// <summary>Waits for the turns before; disposing the result lets the next one begin.</summary>
    /// <exception cref="SessionBusyException">Too many wait already.</exception>
    public async Task<IDisposable> EnterAsync(SessionId session, CancellationToken cancellationToken)
    {
        var line = Join(session);
        try
        {
            await line.Turn.WaitAsync(cancellationToken);
            return new Held(this, session, line);
        }
        catch
        {
            Leave(session, line);
            throw;
        }
    }

    private Line Join(SessionId session)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(session, out var line))
                _lines[session] = line = new Line();

            if (line.Members > options.MaxWaiting)
                throw new SessionBusyException(session, options.MaxWaiting);

            line.Members++;
            return line;
        }
    }

    private void Leave(SessionId session, Line line)
    {
        lock (_gate)
        {
            if (--line.Members == 0)
                _lines.Remove(session);
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>The turn under way and those that wait.</summary>
        public int Members { get; set; }
    }

    private sealed class Held(SessionQueue queue, SessionId session, Line line) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) != 0)
                return;

            line.Turn.Release();
            queue.Leave(session, line);
        }
    }
}
