using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SdkServer = ModelContextProtocol.Server.McpServer;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The tools that the conformance suite calls, as it describes them.</summary>
[McpServerToolType]
internal static class TestTools
{
    [McpServerTool(Name = "test_simple_text"), Description("Returns a text.")]
    public static string SimpleText() => "This is a simple text response for testing.";

    [McpServerTool(Name = "test_image_content"), Description("Returns an image.")]
    public static ContentBlock Image() => TestContent.Image();

    [McpServerTool(Name = "test_audio_content"), Description("Returns a sound.")]
    public static ContentBlock Audio() => AudioContentBlock.FromBytes(TestContent.Wav, "audio/wav");

    [McpServerTool(Name = "test_embedded_resource"), Description("Returns a resource.")]
    public static ContentBlock Resource() => TestContent.Resource("test://embedded-resource", "This is an embedded resource content.");

    [McpServerTool(Name = "test_multiple_content_types"), Description("Returns all kinds of content.")]
    public static IEnumerable<ContentBlock> Mixed() =>
    [
        new TextContentBlock { Text = "Multiple content types test:" },
        TestContent.Image(),
        TestContent.Resource("test://mixed-content-resource", """{"test":"data","value":123}""", "application/json"),
    ];

    [McpServerTool(Name = "test_error_handling"), Description("Fails.")]
    public static string Fail() => throw new McpException("This tool intentionally returns an error for testing");

    [McpServerTool(Name = "test_tool_with_progress"), Description("Reports progress.")]
    public static string Progress(IProgress<ProgressNotificationValue> progress)
    {
        foreach (var step in new[] { 0, 50, 100 })
            progress.Report(new ProgressNotificationValue { Progress = step, Total = 100 });

        return "done";
    }

    [McpServerTool(Name = "test_tool_with_logging"), Description("Logs to the caller.")]
    public static async Task<string> LogAsync(SdkServer server, CancellationToken cancellationToken)
    {
        foreach (var text in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
        {
            await server.SendNotificationAsync(
                NotificationMethods.LoggingMessageNotification,
                new LoggingMessageNotificationParams { Level = LoggingLevel.Info, Data = JsonSerializer.SerializeToElement(text) },
                cancellationToken: cancellationToken);
        }

        return "logged";
    }

    [McpServerTool(Name = "test_logging_tool"), Description("Logs to the caller.")]
    public static Task<string> LogTooAsync(SdkServer server, CancellationToken cancellationToken) => LogAsync(server, cancellationToken);

    [McpServerTool(Name = "test_custom_header"), Description("Wants an argument repeated in a header.")]
    public static string Header([McpHeader("Region"), Description("A region.")] string region) => region;

    [McpServerTool(Name = "test_sampling"), Description("Asks the client's model over a session.")]
    public static Task<string> SampleAsync(
        SdkServer server, [Description("What to ask.")] string prompt, CancellationToken cancellationToken) =>
        AskAsync(server, RequestMethods.SamplingCreateMessage, prompt, cancellationToken);

    [McpServerTool(Name = "test_elicitation"), Description("Asks the user over a session.")]
    public static Task<string> ElicitAsync(
        SdkServer server, [Description("What to ask.")] string message, CancellationToken cancellationToken) =>
        AskAsync(server, RequestMethods.ElicitationCreate, message, cancellationToken);

    private static async Task<string> AskAsync(SdkServer server, string method, string text, CancellationToken cancellationToken)
    {
        var request = new JsonRpcRequest { Method = method, Params = JsonSerializer.SerializeToNode(text) };
        return (await server.SendRequestAsync(request, cancellationToken)).Result?.ToJsonString() ?? "";
    }
}
