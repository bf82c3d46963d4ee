using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests;

/// <summary>Prompts and resources that do what the product's own do not.</summary>
internal static class OddOffers
{
    [McpServerPrompt(Name = "odd_prompt_failure"), Description("Fails as a defect does.")]
    public static string Fail() => throw new InvalidOperationException("secret at /srv/app/secret.cs");

    [McpServerPrompt(Name = "odd_prompt_question"), Description("Asks the user.")]
    public static string Ask(RequestContext<GetPromptRequestParams> context) => context.Params?.InputResponses is { Count: > 0 }
        ? "asked"
        : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["who"] = new() { Method = "elicitation/create" } });

    [McpServerResource(UriTemplate = "odd://failure", Name = "odd_failure"), Description("Fails as a defect does.")]
    public static string FailToRead() => throw new InvalidOperationException("secret at /srv/app/secret.cs");

    [McpServerResource(UriTemplate = "odd://refusal", Name = "odd_refusal"), Description("Cannot be read just now.")]
    public static string RefuseToRead() => throw new McpException("Not just now");

    [McpServerResource(UriTemplate = "odd://nothing", Name = "odd_nothing"), Description("Holds nothing.")]
    public static IEnumerable<ResourceContents> Nothing() => [];

    [McpServerResource(UriTemplate = "odd://many/{id}", Name = "odd_many"), Description("One of many.")]
    public static string Many([AllowedValues("Ada", "adam", "bert")] string id) => id;
}
