namespace AgentStack.Oidc.Tests;

/// <summary>Holds what an issuer has answered, from <see cref="Hold"/> until <see cref="Release"/>.</summary>
internal sealed class HeldAnswers() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _held;
    private int _waiting;

    public bool IsHolding => Volatile.Read(ref _waiting) > 0;

    /// <summary>Holds answers from addresses with this end, which are read in full before.</summary>
    public void Hold(string end) => _held = end;

    public void Release()
    {
        _held = null;
        _released.TrySetResult();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (_held is not { } end || !request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal))
            return response;

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        Interlocked.Increment(ref _waiting);
        await _released.Task.WaitAsync(cancellationToken);
        return response;
    }
}
