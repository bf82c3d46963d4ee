namespace AgentStack.McpServer.Offers;

/// <summary>
/// What one part of this server offers at this moment. A name that is found need not be listed: a part may keep tools
/// back that are called by those who know them.
/// </summary>
internal interface IOfferSource
{
    /// <summary>Ordered by name.</summary>
    IReadOnlyList<IServedTool> Tools { get; }

    /// <summary>Those that <see cref="FindTool"/> finds, also when they are not listed; ordered by name.</summary>
    IReadOnlyList<IServedTool> Callable => Tools;

    /// <summary>Ordered by name.</summary>
    IReadOnlyList<IServedPrompt> Prompts { get; }

    /// <summary>Ordered by address.</summary>
    IReadOnlyList<IServedResource> Resources { get; }

    /// <summary>Ordered by template.</summary>
    IReadOnlyList<IServedResource> Templates { get; }

    IServedTool? FindTool(string name);
}
