namespace AgentStack.Agent.Remote;

/// <summary>Headers of the data plane's answers.</summary>
internal static class RemoteHeaders
{
    public const string ErrorType = "x-amzn-ErrorType";
    public const string RequestId = "x-amzn-RequestId";

    public static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault(value => value.Length > 0) : null;
}
