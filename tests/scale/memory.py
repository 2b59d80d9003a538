# SPDX-License-Identifier: BSL-1.0
"""A file that does not fit into memory is refused clearly: memory.py PANGKAS.

The memory is what the process may have (RLIMIT_AS), so that nothing else on the machine is in
danger. A file of holes is as large as it says, but takes no room on the disk.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile

MIB = 1 << 20


def refused(program, table, limit):
    """What a program said that had to refuse a file."""
    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    done = subprocess.run([program, "measure", table], capture_output=True, text=True,
                          preexec_fn=limited)
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    return done.stderr


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        holes = pathlib.Path(scratch) / "holes.csv"
        with open(holes, "wb") as file:
            file.write(b"code,reports_to\nA,\n")
            file.truncate(1 << 36)
        said = refused(program, holes, 512 * MIB)
        assert "holes.csv" in said and "memory" in said, said
        print(said.strip())

        # The bytes fit, what is made of them does not.
        table = pathlib.Path(scratch) / "service.csv"
        subprocess.run([program, "generate", "--positions", "300000", "--out", table], check=True)
        said = refused(program, table, table.stat().st_size + 40 * MIB)
        assert "memory" in said, said
        print(said.strip())


if __name__ == "__main__":
    main()
