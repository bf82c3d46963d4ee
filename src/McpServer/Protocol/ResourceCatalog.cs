using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol;

/// <summary>The resources and resource templates of this server, in the order of their addresses.</summary>
internal sealed class ResourceCatalog
{
    private const int LongestUri = 2_048;

    public ResourceCatalog(IEnumerable<McpServerResource> resources)
    {
        var ordered = resources.OrderBy(resource => resource.ProtocolResourceTemplate.UriTemplate, StringComparer.Ordinal).ToList();
        Resources = [.. ordered.Where(resource => !resource.IsTemplated)];
        Templates = [.. ordered.Where(resource => resource.IsTemplated)];
    }

    public IReadOnlyList<McpServerResource> Resources { get; }

    public IReadOnlyList<McpServerResource> Templates { get; }

    /// <summary>A resource of this very address goes before a template that covers it.</summary>
    public McpServerResource? Find(string uri) =>
        Resources.FirstOrDefault(resource => resource.ProtocolResource?.Uri == uri)
        ?? (uri.Length <= LongestUri ? Templates.FirstOrDefault(template => template.IsMatch(uri)) : null);

    public McpServerResource? FindTemplate(string uriTemplate) =>
        Templates.FirstOrDefault(template => template.ProtocolResourceTemplate.UriTemplate == uriTemplate);
}
