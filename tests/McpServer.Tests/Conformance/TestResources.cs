using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The resources that the conformance suite reads.</summary>
[McpServerResourceType]
internal static class TestResources
{
    [McpServerResource(UriTemplate = "test://static-text", Name = "static_text", MimeType = "text/plain"), Description("A text.")]
    public static string Text() => "This is the content of the static text resource.";

    [McpServerResource(UriTemplate = "test://static-binary", Name = "static_binary", MimeType = "image/png"), Description("An image.")]
    public static ResourceContents Binary() => BlobResourceContents.FromBytes(TestContent.Png, "test://static-binary", "image/png");

    [McpServerResource(UriTemplate = "test://template/{id}/data", Name = "template", MimeType = "application/json"), Description("Data of an id.")]
    public static string Data([AllowedValues("123", "124", "200")] string id) =>
        $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""";
}
