using System.Text.Json;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Offers;

/// <summary>A resource or a template of resources that this server offers: one of its own, or one of a server behind it.</summary>
internal interface IServedResource
{
    /// <summary>Its address, or the template of its addresses.</summary>
    string Uri { get; }

    /// <summary>Its entry in resources/list or resources/templates/list.</summary>
    JsonElement Definition { get; }

    /// <summary>Whether the address is that of this resource, or one of this template's.</summary>
    bool Covers(string uri);

    ValueTask<McpResult> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken);

    /// <inheritdoc cref="IServedPrompt.CompleteAsync"/>
    ValueTask<McpResult> CompleteAsync(McpRequest request, string argument, string typed, CancellationToken cancellationToken);
}
