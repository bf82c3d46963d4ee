using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>What went wrong at AgentCore Memory, in words for the person who asked; never in the service's own.</summary>
internal sealed class MemoryFailures(string? memory)
{
    public ConversationStoreException Tell(Exception cause) => cause switch
    {
        TimeoutException => Failure(
            cause.Message, "Check that AgentCore can be reached from here (AWS_REGION, network, VPC endpoint).", cause),
        FormatException => Failure(
            "What is kept of the session cannot be read.", "Begin a new session, or run the version that wrote it.", cause),
        AmazonUnmarshallingException => Failure(
            "The answer is none of AgentCore.", "Check AWS_ENDPOINT_URL and the network's proxies.", cause),
        AmazonServiceException { StatusCode: not default(System.Net.HttpStatusCode) } refusal => Tell(refusal),
        _ => Failure(
            "It could not be called.",
            "Check AWS_REGION, the AWS credentials (or role) of this process, and the network.",
            cause),
    };

    public ConversationStoreException TooLarge(int bytes) => Failure(
        $"The turn has {bytes} bytes, which do not fit into an event of 10 MB.",
        "Lower Tools:MaxResultBytes, or ask for less at once.",
        null);

    public ConversationStoreException NotListed() => Failure(
        "The turn was sent and is not listed.",
        "Try again in a moment; if events of this session were deleted by hand, begin a new session.",
        null);

    private ConversationStoreException Tell(AmazonServiceException refusal) => refusal switch
    {
        ResourceNotFoundException => Failure(
            "There is no such memory in this account and region.", "Check Conversations:Memory:Id and AWS_REGION.", refusal),
        AccessDeniedException => Failure(
            "This process may not use it.",
            "Its role needs bedrock-agentcore:CreateEvent and bedrock-agentcore:ListEvents on the memory.",
            refusal),
        ThrottledException => Failure(
            "It is asked too often (a session takes 5 events a second).", "Try again in a moment.", refusal),
        ServiceQuotaExceededException => Failure(
            "A quota of the account is used up.", "Look at AgentCore in Service Quotas.", refusal),
        _ => Failure($"It answered {refusal.ErrorCode ?? "an error"} (HTTP {(int)refusal.StatusCode}).", Remedy(refusal), refusal),
    };

    private static string Remedy(AmazonServiceException refusal) => (int)refusal.StatusCode switch
    {
        401 or 403 => "Check the AWS credentials of this process: that they are right, not expired, and that the clock is.",
        400 => "Check Conversations:Memory:Id and Conversations:Memory:ActorId.",
        _ => "Try again in a moment; check AWS_REGION if it stays.",
    };

    private ConversationStoreException Failure(string problem, string remedy, Exception? cause) =>
        new($"AgentCore Memory {memory}: {problem} {remedy}", cause);
}
