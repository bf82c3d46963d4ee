using System.Net.Sockets;
using AgentStack.Agent.Turns;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;

namespace AgentStack.Agent.Remote;

/// <summary>Why a call of a deployed agent came to no answer, or to half of one, and what to check.</summary>
internal static class RemoteFailures
{
    public static (string Problem, string Type) Explain(Exception failure, RemoteAgentAddress address) => failure switch
    {
        // Fetching the token failed; its message may be shown.
        RemoteMcpException token => (token.Message, "token"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (
            $"{Host(address)} could not be reached: its certificate is not trusted here. Check the address, and what stands between.", "unreachable"),
        HttpRequestException { InnerException: SocketException socket } => (
            $"{Host(address)} could not be reached ({socket.SocketErrorCode}). Check the {What(address)}, and the network.", "unreachable"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => (
            $"{Host(address)} could not be reached. Check the {What(address)}, and the network.", "unreachable"),
        HttpRequestException or IOException => (
            "The answer broke off: the connection was cut. The agent may have done its work or not; its log tells.", "answer_cut"),
        // Some of the SDK's credential sources throw the one, some the other.
        AmazonClientException or AmazonServiceException => (
            $"There is nothing to sign with. {Said(CredentialsProblem.Of(failure, CredentialsProblem.Profile))}"
            + " Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or pass --bearer; doctor tells more.",
            "aws_credentials"),
        OperationCanceledException => (
            $"{Host(address)} did not take a connection in time. Check the {What(address)}, and the network.", "unreachable"),
        _ => ($"The answer could not be read ({failure.GetType().Name}).", TurnException.Internal),
    };

    private static string Said(CredentialsProblem problem) =>
        problem.Cause is { } cause ? $"{problem.Text}: {cause.TrimEnd('.')}." : $"{problem.Text}.";

    private static string Host(RemoteAgentAddress address) => address.Url.Authority;

    private static string What(RemoteAgentAddress address) => address.Arn is null ? "address" : "ARN's region, AWS_ENDPOINT_URL";
}
