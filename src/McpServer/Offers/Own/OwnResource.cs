using System.Reflection;
using System.Text.Json;
using AgentStack.McpServer.Protocol;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>A resource of this server's own code. Unless it says otherwise, what it holds is not to be cached.</summary>
internal sealed class OwnResource(McpServerResource resource, CodeRunner runner) : IServedResource
{
    private const int LongestUri = 2_048;

    private readonly bool _takesOtherThanText = resource.Metadata.OfType<MethodInfo>()
        .SelectMany(method => method.GetParameters())
        .Any(parameter => typeof(IConvertible).IsAssignableFrom(parameter.ParameterType) && parameter.ParameterType != typeof(string));

    public bool IsTemplate => resource.IsTemplated;

    public string Uri => resource.ProtocolResource?.Uri ?? resource.ProtocolResourceTemplate.UriTemplate;

    public JsonElement Definition { get; } = resource.ProtocolResource is { } plain
        ? Written.Of(plain)
        : Written.Of(resource.ProtocolResourceTemplate);

    public bool Covers(string uri) => IsTemplate ? uri.Length <= LongestUri && resource.IsMatch(uri) : uri == Uri;

    public ValueTask<McpResult> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken) =>
        runner.RunAsync<ReadResourceRequestParams>(
            request,
            resource.ProtocolResourceTemplate.Name,
            async context =>
            {
                var result = await ReadAsync(context, cancellationToken);
                if (result.Contents.Count == 0)
                    return NoResource.At(uri, request);

                result.TimeToLive ??= request.IsModern ? TimeSpan.Zero : null;
                result.CacheScope ??= request.IsModern ? CacheScope.Private : null;
                return result;
            },
            isTool: false,
            cancellationToken);

    // The SDK makes of a part of the address whatever the parameter is, and throws at one that is nothing of the kind.
    private async ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> context, CancellationToken cancellationToken)
    {
        try
        {
            return await resource.ReadAsync(context, cancellationToken);
        }
        catch (Exception e) when (_takesOtherThanText && e is FormatException or OverflowException)
        {
            throw new McpException($"A part of the address is not of the kind that {Uri} takes there", e);
        }
    }

    public ValueTask<McpResult> CompleteAsync(
        McpRequest request, string argument, string typed, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(AllowedValues.Complete(resource.Metadata, argument, typed));
}
