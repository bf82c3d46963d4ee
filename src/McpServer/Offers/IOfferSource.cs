using AgentStack.McpServer.Protocol;

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

    /// <summary>How long a client may keep these lists.</summary>
    TimeSpan Freshness => OnePage.Freshness;

    IServedTool? FindTool(string name);

    IServedPrompt? FindPrompt(string name) => Prompts.FirstOrDefault(prompt => prompt.Name == name);

    /// <summary>A resource of this very address goes before a template that covers it.</summary>
    IServedResource? FindResource(string uri) =>
        Resources.FirstOrDefault(resource => resource.Uri == uri) ?? Templates.FirstOrDefault(template => template.Covers(uri));

    /// <summary>Why there is nothing of this name, where there is more to say than that.</summary>
    string? WhyMissing(string name) => null;

    /// <summary>Waits shortly, just after the start, for what is to be offered.</summary>
    Task SettledAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
