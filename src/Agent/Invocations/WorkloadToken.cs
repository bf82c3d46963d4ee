namespace AgentStack.Agent.Invocations;

/// <summary>The agent's identity towards AgentCore Identity; it does not print itself.</summary>
internal sealed class WorkloadToken(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(token)";
}
