using System.Text.Json;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Offers;

/// <summary>A prompt that this server offers: one of its own, or one of a server behind it.</summary>
internal interface IServedPrompt
{
    string Name { get; }

    /// <summary>Its entry in prompts/list.</summary>
    JsonElement Definition { get; }

    ValueTask<McpResult> GetAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>The values that an argument may have, given what was typed so far.</summary>
    ValueTask<McpResult> CompleteAsync(McpRequest request, string argument, string typed, CancellationToken cancellationToken);
}
