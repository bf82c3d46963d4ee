using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.RemoteMcp.Credentials;

/// <summary>What was read below a prefix, on its way to credentials: everything that is wrong is said at once.</summary>
internal sealed class ParameterSet(string server, string prefix, IReadOnlyDictionary<string, string> values)
{
    private static readonly string[] OfAMachine = [ParameterNames.ClientId, ParameterNames.Secret, ParameterNames.DiscoveryUrl];

    private static readonly string[] OfAUser =
        [ParameterNames.ClientId, ParameterNames.DiscoveryUrl, ParameterNames.UserName, ParameterNames.UserPassword];

    private readonly List<string> _problems = [];
    private readonly List<string> _commands = [];

    /// <summary>Whether nothing is missing that this way to prove oneself needs.</summary>
    public bool IsComplete(RemoteServerAuth auth) => Needs(auth).All(name => Optional(name) is not null);

    /// <exception cref="RemoteMcpException">A parameter is missing or malformed.</exception>
    public MachineCredentials ToCredentials(RemoteServerAuth auth)
    {
        foreach (var name in Needs(auth).Where(name => Optional(name) is null))
            Report(name, "is missing");

        var discoveryUrl = Address(ParameterNames.DiscoveryUrl);
        var url = Address(ParameterNames.Url);
        var arn = Arn(Optional(ParameterNames.RuntimeArn));

        if (_problems.Count > 0)
            throw new RemoteMcpException(server, ConnectionStep.Parameters, prefix, Problem, Remedy);

        var secret = new ClientSecret(Optional(ParameterNames.Secret) ?? "");
        return new MachineCredentials(
            Optional(ParameterNames.ClientId)!, secret, discoveryUrl!, Optional(ParameterNames.Scope), arn, url)
        {
            User = auth == RemoteServerAuth.UserPassword ? User() : null,
        };
    }

    /// <exception cref="RemoteMcpException">The parameter is missing or malformed.</exception>
    public ClientSecret ToToken()
    {
        var token = Optional(ParameterNames.BearerToken);
        if (BearerToken.IsToken(token))
            return new ClientSecret(token!);

        Report(ParameterNames.BearerToken, token is null ? "is missing" : "is no token");
        throw new RemoteMcpException(server, ConnectionStep.Parameters, prefix, Problem, Remedy);
    }

    private static string[] Needs(RemoteServerAuth auth) => auth == RemoteServerAuth.UserPassword ? OfAUser : OfAMachine;

    private static string Type(string name) =>
        name is ParameterNames.Secret or ParameterNames.UserPassword or ParameterNames.BearerToken ? "SecureString" : "String";

    private UserCredentials User() =>
        new(Optional(ParameterNames.UserName)!, new ClientSecret(Optional(ParameterNames.UserPassword)!));

    private string Problem => string.Join(" ", _problems.Select(problem => $"{problem}."));

    private string Remedy => $"Set what is named, in this region: {string.Join(" ; ", _commands)}";

    private string? Optional(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private Uri? Address(string name)
    {
        if (Optional(name) is not { } value)
            return null;

        if (RemoteUrl.TryParse(value, out var address))
            return address;

        Report(name, "is not an http or https address without a user in it");
        return null;
    }

    private RuntimeArn? Arn(string? value)
    {
        if (value is null)
            return null;

        if (RemoteMcp.RuntimeArn.TryParse(value, out var arn))
            return arn;

        Report(ParameterNames.RuntimeArn, "is not the ARN of an AgentCore runtime");
        return null;
    }

    private void Report(string name, string problem)
    {
        _problems.Add($"{prefix}/{name} {problem}");
        _commands.Add($"aws ssm put-parameter --overwrite --type {Type(name)} --name {prefix}/{name} --value …");
    }
}
