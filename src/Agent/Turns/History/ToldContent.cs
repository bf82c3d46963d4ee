using System.Text;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>Content that cannot be sent as what it is, told as text.</summary>
internal static class ToldContent
{
    public static TextContent Of(FunctionCallContent call) => new($"[called the tool {call.Name}]");

    public static TextContent Of(FunctionResultContent result) => new($"[the tool's result: {SoundJson.Text(result.Result)}]");

    public static TextContent Of(UriContent link) => new($"[a link: {link.Uri}]");

    public static TextContent Of(ErrorContent error) => new($"[an error: {error.Message}]");

    public static TextContent Of(DataContent data) => data.HasTopLevelMediaType("text")
        ? new TextContent($"[the file {data.Name}: {Encoding.UTF8.GetString(data.Data.Span)}]")
        : new TextContent($"[the file {data.Name}: {data.MediaType}, {data.Data.Length} bytes]");
}
