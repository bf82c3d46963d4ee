namespace AgentStack.RemoteMcp.Access;

/// <summary>How requests to one server prove who sends them.</summary>
internal interface IServerAccess
{
    RemoteServerAuth Auth { get; }

    /// <summary>Gets what the requests will need, so that its failure is one of its own step and not of the request's.</summary>
    /// <exception cref="RemoteMcpException">It cannot be had.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>What requests were sent with of late that nobody may see, and a server may say back.</summary>
    IReadOnlyList<string> Secrets => [];

    /// <summary>Puts what proves it on each request before <paramref name="inner"/> sends it.</summary>
    HttpMessageHandler Guard(HttpMessageHandler inner);
}
