using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace AgentStack.RemoteMcp.Credentials;

/// <summary>Reads all that SSM Parameter Store holds below one server's prefix.</summary>
internal sealed class ParameterReader(
    string server, string prefix, Lazy<IAmazonSimpleSystemsManagement> ssm, Deadline deadline)
{
    public string Prefix => prefix;

    /// <exception cref="RemoteMcpException">SSM cannot be read.</exception>
    public async Task<Dictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await deadline.RunAsync(ReadPagesAsync, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw Failure(e.Message, "Check that SSM can be reached from here (AWS_REGION, network, VPC endpoint).", e);
        }
        catch (AmazonServiceException e)
        {
            throw Failure($"SSM answered {e.ErrorCode ?? "an error"} (HTTP {(int)e.StatusCode}).", Remedy(e.ErrorCode ?? ""), e);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException)
        {
            throw Failure(
                "SSM could not be called.",
                "Check AWS_REGION, the AWS credentials (or role) of this process, and the network.",
                e);
        }
    }

    private string Remedy(string code) =>
        code.StartsWith("AccessDenied", StringComparison.Ordinal)
            ? $"The role needs ssm:GetParametersByPath on {prefix}, and kms:Decrypt on the key of its SecureString."
            : code.Contains("Signature", StringComparison.Ordinal) || code.Contains("Token", StringComparison.Ordinal)
                ? "Check the AWS credentials of this process: that they are right, not expired, and that the clock is."
                : "Try again in a moment; check AWS_REGION if it stays.";

    private async Task<Dictionary<string, string>> ReadPagesAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new GetParametersByPathRequest { Path = prefix, WithDecryption = true };
        do
        {
            var page = await ssm.Value.GetParametersByPathAsync(request, cancellationToken);
            foreach (var parameter in page.Parameters ?? [])
                values[parameter.Name[(prefix.Length + 1)..]] = parameter.Value;

            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));

        return values;
    }

    private RemoteMcpException Failure(string problem, string remedy, Exception inner) =>
        new(server, ConnectionStep.Parameters, prefix, problem, remedy, inner);
}
