namespace AgentStack.Agent.Commands;

/// <summary>Makes the agent that a command acts on; the command disposes it.</summary>
public delegate Task<WebApplication> AgentFactory(AgentRequest request, CancellationToken cancellationToken);
