namespace AgentStack.RemoteMcp.Credentials;

/// <summary>What was read below a prefix, on its way to credentials: everything that is wrong is said at once.</summary>
internal sealed class ParameterSet(string server, string prefix, IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _commands = [];

    /// <exception cref="RemoteMcpException">A parameter is missing or malformed.</exception>
    public MachineCredentials ToCredentials()
    {
        var clientId = Required(ParameterNames.ClientId, "String");
        var secret = Required(ParameterNames.Secret, "SecureString");
        var discoveryUrl = Address(ParameterNames.DiscoveryUrl, Required(ParameterNames.DiscoveryUrl, "String"));
        var url = Address(ParameterNames.Url, Optional(ParameterNames.Url));
        var arn = Arn(Optional(ParameterNames.RuntimeArn));

        if (_problems.Count > 0)
            throw new RemoteMcpException(server, ConnectionStep.Parameters, prefix, Problem, Remedy);

        return new MachineCredentials(
            clientId!, new ClientSecret(secret!), discoveryUrl!, Optional(ParameterNames.Scope), arn, url);
    }

    private string Problem => string.Join(" ", _problems.Select(problem => $"{problem}."));

    private string Remedy => $"Set what is named, in this region: {string.Join(" ; ", _commands)}";

    private string? Optional(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private string? Required(string name, string type)
    {
        if (Optional(name) is { } value)
            return value;

        Report(name, type, "is missing");
        return null;
    }

    private Uri? Address(string name, string? value)
    {
        if (value is null)
            return null;

        if (RemoteUrl.TryParse(value, out var address))
            return address;

        Report(name, "String", "is not an http or https address");
        return null;
    }

    private RuntimeArn? Arn(string? value)
    {
        if (value is null)
            return null;

        if (RemoteMcp.RuntimeArn.TryParse(value, out var arn))
            return arn;

        Report(ParameterNames.RuntimeArn, "String", "is not the ARN of an AgentCore runtime");
        return null;
    }

    private void Report(string name, string type, string problem)
    {
        _problems.Add($"{prefix}/{name} {problem}");
        _commands.Add($"aws ssm put-parameter --overwrite --type {type} --name {prefix}/{name} --value …");
    }
}
