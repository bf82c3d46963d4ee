using System.Text.Json;
using AgentStack.McpServer.Gateway.Addresses;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway;

/// <summary>A resource or a template of an upstream. Addresses are the same here and there, since results name them too.</summary>
internal sealed class UpstreamResource : IServedResource
{
    private readonly UpstreamCalls _calls;
    private readonly UriTemplate? _template;

    private UpstreamResource(Upstream upstream, string uri, JsonElement definition, UriTemplate? template, UpstreamCalls calls)
    {
        (Upstream, Uri, Definition) = (upstream, uri, definition);
        (_template, _calls) = (template, calls);
    }

    public Upstream Upstream { get; }

    public string Uri { get; }

    public JsonElement Definition { get; }

    /// <summary>Null for a resource.</summary>
    public UriTemplate? Template => _template;

    public static UpstreamResource Of(Upstream upstream, RemoteResource resource, UpstreamCalls calls) =>
        new(upstream, resource.Uri, resource.Definition, template: null, calls);

    public static UpstreamResource Of(Upstream upstream, RemoteResourceTemplate template, UpstreamCalls calls) =>
        new(upstream, template.UriTemplate, template.Definition, new UriTemplate(template.UriTemplate), calls);

    /// <summary>One that the upstream does not list.</summary>
    public static UpstreamResource At(Upstream upstream, string uri, UpstreamCalls calls) =>
        new(upstream, uri, default, template: null, calls);

    public bool Covers(string uri) => _template?.Covers(uri) ?? uri == Uri;

    public ValueTask<McpResult> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken) =>
        AskAsync(RequestMethods.ResourcesRead, uri, request, cancellationToken);

    public ValueTask<McpResult> CompleteAsync(
        McpRequest request, string argument, string typed, CancellationToken cancellationToken) =>
        AskAsync(RequestMethods.CompletionComplete, Uri, request, cancellationToken);

    private ValueTask<McpResult> AskAsync(string method, string uri, McpRequest request, CancellationToken cancellationToken) =>
        _calls.CallAsync(new UpstreamCall(Upstream, method, uri, uri, UpstreamCall.ParametersOf(request)), request, cancellationToken);
}
