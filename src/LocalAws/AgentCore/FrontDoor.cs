using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>The data plane's operations on runtimes: finds the runtime, checks the caller, forwards.</summary>
internal sealed class FrontDoor(
    RuntimeRegistry runtimes, InvocationAuthorizer authorizer, FaultInjection faults, ContainerForwarder forwarder)
{
    public const string Invoke = "InvokeAgentRuntime";
    public const string Stop = "StopRuntimeSession";

    public static string Qualifier(HttpRequest request) =>
        request.Query["qualifier"].ToString() is { Length: > 0 } qualifier ? qualifier : LocalRuntime.DefaultQualifier;

    public async Task InvokeAsync(HttpContext context)
    {
        if (await EnterAsync(context, Invoke) is not { } invocation)
            return;

        if (!invocation.IsMcp && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
            return;
        }

        if (invocation.IsMcp && HttpMethods.IsPost(context.Request.Method) && !AcceptsBoth(context.Request))
        {
            await invocation.RefuseAsync(InvocationErrors.NotAcceptable);
            return;
        }

        SessionHeaders.Assign(invocation);
        await forwarder.ForwardAsync(invocation);
    }

    public async Task StopAsync(HttpContext context)
    {
        if (await EnterAsync(context, Stop) is not { } invocation)
            return;

        var session = context.Request.Headers[AgentCoreHeaders.RuntimeSessionId];
        if (session.Count == 0)
        {
            await context.Response.WriteRestJsonAsync(SessionHeaders.Missing);
            return;
        }

        context.Response.Headers[AgentCoreHeaders.RuntimeSessionId] = session;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{}", context.RequestAborted);
    }

    public Task DescribeAsync(HttpContext context)
    {
        var runtime = Find(context);
        if (runtime?.Authorizer is not { } jwt)
            return context.Response.WriteRestJsonAsync(NotFound(context));

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            ResourceMetadata.Document(context.Request, runtime, jwt).ToJsonString(), context.RequestAborted);
    }

    public static Task RefuseUnescapedAsync(HttpContext context) => context.Response.WriteRestJsonAsync(new AwsError(
        404,
        "ResourceNotFoundException",
        "There is no such operation on a runtime. Its ARN must be one percent-encoded segment of the path, and what is served is "
        + $"{RuntimeArn.Path(RuntimeArn.Example, "invocations")} and .../stopruntimesession"));

    private static bool AcceptsBoth(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 || accepted.Any(type => type.MatchesAllTypes)
            || (Accepts("application/json") && Accepts("text/event-stream"));

        bool Accepts(string name) => accepted.Any(type => type.MatchesMediaType(name));
    }

    private static AwsError NotFound(HttpContext context) => new(
        404,
        "ResourceNotFoundException",
        $"No endpoint or agent found with qualifier '{Qualifier(context.Request)}' for agent '{Arn(context)}'");

    private static string Arn(HttpContext context) =>
        RuntimeArn.FromTarget(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    private LocalRuntime? Find(HttpContext context) =>
        runtimes.Find(Arn(context)) is { } runtime && runtime.Qualifiers.Contains(Qualifier(context.Request))
            ? runtime
            : null;

    /// <summary>Null when the call has been answered already.</summary>
    private async Task<Invocation?> EnterAsync(HttpContext context, string operation)
    {
        if (Find(context) is not { } runtime)
        {
            await context.Response.WriteRestJsonAsync(NotFound(context));
            return null;
        }

        var invocation = new Invocation(context, runtime, await ReadIdAsync(context, runtime));
        if (await authorizer.JudgeAsync(invocation) is { } refusal)
        {
            await invocation.RefuseAsync(refusal);
            return null;
        }

        if (SessionHeaders.Problem(context.Request.Headers) is { } problem)
        {
            await invocation.RefuseAsync(problem);
            return null;
        }

        return await faults.StrikeAsync(context, operation, AwsDialect.Runtime, invocation.RefuseAsync) ? null : invocation;
    }

    // Errors of an MCP runtime answer a JSON-RPC request by its id, so its body is read first.
    private static async Task<string> ReadIdAsync(HttpContext context, LocalRuntime runtime) =>
        runtime.Protocol is RuntimeProtocol.Mcp && HttpMethods.IsPost(context.Request.Method)
            ? JsonRpc.ReadId(await BufferedBody.ReadAsync(context.Request, context.RequestAborted))
            : JsonRpc.NoId;
}
