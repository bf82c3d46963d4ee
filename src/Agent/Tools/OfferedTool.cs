using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>A tool as the model sees it and as the kernel invokes it.</summary>
/// <param name="WireName">The name that Bedrock is told.</param>
/// <param name="Remote">The tool under its own name.</param>
/// <param name="Declaration">Only declared, not invocable, so that nothing but the turn loop runs it.</param>
/// <param name="Function">Runs the tool, through the kernel's filters.</param>
internal sealed record OfferedTool(string WireName, RemoteTool Remote, AITool Declaration, KernelFunction Function);
