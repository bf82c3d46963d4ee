namespace AgentStack.McpServer.Protocol;

/// <summary>One method of the protocol.</summary>
internal interface IMcpMethod
{
    string Name { get; }

    /// <summary>Whether the revision has this method.</summary>
    bool IsIn(string version);

    ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken);
}
