using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The prompts that the conformance suite asks for.</summary>
[McpServerPromptType]
internal static class TestPrompts
{
    [McpServerPrompt(Name = "test_simple_prompt"), Description("A prompt.")]
    public static string Simple() => "This is a simple prompt for testing.";

    [McpServerPrompt(Name = "test_prompt_with_arguments"), Description("A prompt with arguments.")]
    public static string Arguments(
        [Description("The first."), AllowedValues("paris", "park", "party", "test")] string arg1,
        [Description("The second.")] string arg2) => $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'";

    [McpServerPrompt(Name = "test_prompt_with_embedded_resource"), Description("A prompt with a resource.")]
    public static IEnumerable<PromptMessage> Resource([Description("Its address.")] string resourceUri) =>
    [
        Says(TestContent.Resource(resourceUri, "Embedded resource content for testing.")),
        Says(new TextContentBlock { Text = "Please process the embedded resource above." }),
    ];

    [McpServerPrompt(Name = "test_prompt_with_image"), Description("A prompt with an image.")]
    public static IEnumerable<PromptMessage> Image() =>
        [Says(TestContent.Image()), Says(new TextContentBlock { Text = "Please analyze the image above." })];

    [McpServerPrompt(Name = "test_input_required_result_prompt"), Description("A prompt that asks the user first.")]
    public static string Ask(RequestContext<GetPromptRequestParams> context) =>
        TestInput.Answer(context.Params, "user_context", "context") is { } answer
            ? $"Use this context: {answer}"
            : throw TestInput.Ask(null, ("user_context", TestInput.Elicit("What context should the prompt use?", "context")));

    private static PromptMessage Says(ContentBlock content) => new() { Role = Role.User, Content = content };
}
