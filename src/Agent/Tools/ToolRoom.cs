using System.Text;

namespace AgentStack.Agent.Tools;

/// <summary>
/// The room that the tools of one request have together. Each request carries them all, and one with more text than a
/// model's window holds is refused whole.
/// </summary>
internal sealed class ToolRoom
{
    /// <summary>About half of a window of 200,000 tokens.</summary>
    public const int MaxBytes = 400_000;

    private int _left = MaxBytes;

    /// <summary>Whether the tool has room; a smaller one after it may still have some.</summary>
    public bool TryTake(RemoteToolFunction tool)
    {
        var size = tool.Name.Length
            + Encoding.UTF8.GetByteCount(tool.Description)
            + Encoding.UTF8.GetByteCount(tool.JsonSchema.GetRawText());
        if (size > _left)
            return false;

        _left -= size;
        return true;
    }
}
