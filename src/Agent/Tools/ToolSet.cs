using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>The tools of one turn, and what the turn has to do without.</summary>
internal sealed class ToolSet(Kernel kernel, IReadOnlyList<OfferedTool> tools, IReadOnlyList<string> warnings)
{
    private readonly Dictionary<string, OfferedTool> _byWireName =
        tools.DistinctBy(tool => tool.WireName).ToDictionary(tool => tool.WireName);

    public Kernel Kernel { get; } = kernel;

    public IReadOnlyList<OfferedTool> Tools { get; } = tools;

    /// <summary>One sentence for each server or tool that is missing, with the reason.</summary>
    public IReadOnlyList<string> Warnings { get; } = warnings;

    /// <summary>Tools that are listed and not offered, each with its reason.</summary>
    public IReadOnlyList<UnofferedTool> LeftOut { get; init; } = [];

    public IList<AITool> Declarations => [.. Tools.Select(tool => tool.Declaration)];

    /// <summary>The same without the tools that are not to be offered.</summary>
    public ToolSet Where(Func<OfferedTool, bool> isOffered)
    {
        var offered = Tools.Where(isOffered).ToList();
        return offered.Count == Tools.Count ? this : new ToolSet(Kernel, offered, Warnings) { LeftOut = LeftOut };
    }

    public OfferedTool? Find(string wireName) => _byWireName.GetValueOrDefault(wireName);
}
