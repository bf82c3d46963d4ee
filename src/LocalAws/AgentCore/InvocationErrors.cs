using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>Words an error as the runtime's protocol has it: rest-json for HTTP, JSON-RPC for MCP.</summary>
internal static class InvocationErrors
{
    public static readonly AwsError NotAcceptable = new(
        406, "NotAcceptableException", "Not Acceptable: Client must accept both application/json and text/event-stream");

    public static Task RefuseAsync(this Invocation invocation, AwsError error)
    {
        var response = invocation.Context.Response;
        if (!invocation.IsMcp)
            return response.WriteRestJsonAsync(error);

        var (code, status) = ForMcp(error.Status);
        response.StatusCode = status;
        response.ContentType = "application/json";
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = JsonNode.Parse(invocation.JsonRpcId),
            ["error"] = new JsonObject { ["code"] = code, ["message"] = error.Message },
        };
        return response.WriteAsync(body.ToJsonString(), invocation.Aborted);
    }

    public static AwsError FromContainer(int status) => new(
        424,
        "RuntimeClientError",
        $"Received error ({status}) from runtime. Please check your CloudWatch logs for more information.");

    private static (int Code, int Status) ForMcp(int status) => status switch
    {
        400 => (-32006, 200),
        401 => (-32001, 401),
        402 or 429 => (-32003, 200),
        403 => (-32002, 403),
        404 => (-32004, 200),
        406 => (-32011, 406),
        409 => (-32005, 200),
        424 => (-32010, 200),
        _ => (-32603, 500),
    };
}
