// elan: one program, some commands. `elan help` explains each.
#include "commands/commands.hpp"

int main(int count, char** words) { return elan::run_command({words + 1, words + count}); }
