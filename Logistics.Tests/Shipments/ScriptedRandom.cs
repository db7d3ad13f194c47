using System.Security.Cryptography;

namespace Logistics.Tests.Shipments;

/// <summary>Gives the numbers of a script, one a tracking number, then falls back on chance.</summary>
internal sealed class ScriptedRandom(params byte[] script) : RandomNumberGenerator
{
    private int _given;

    public override void GetBytes(byte[] data)
    {
        if (_given < script.Length)
        {
            Array.Fill(data, script[_given++]);
        }
        else
        {
            Fill(data);
        }
    }
}
