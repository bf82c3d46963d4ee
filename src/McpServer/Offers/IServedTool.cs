using System.Text.Json;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Offers;

/// <summary>A tool that this server offers: one of its own, or one of a server behind it.</summary>
internal interface IServedTool
{
    string Name { get; }

    /// <summary>All names by which permissions know it, its <see cref="Name"/> among them.</summary>
    IReadOnlyList<string> Names => [Name];

    /// <summary>Its entry in tools/list.</summary>
    JsonElement Definition { get; }

    /// <summary>Runs it. What the model that wrote the arguments can mend is a tool error, for it to read.</summary>
    /// <param name="request">The call.</param>
    /// <param name="arguments">An object, or undefined when there are none.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken);
}
