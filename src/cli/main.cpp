// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "options.hpp"
#include "streams.hpp"

#include <pangkas/version.hpp>

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>

namespace {

/// Tables are read where the system keeps them, so a table that becomes shorter ends the program;
/// all that is left then is to say why. Nothing is being written while tables are read.
extern "C" void say_file_shrank(int) {
  constexpr char text[] =
      "pangkas: a file became shorter while it was read; read it again once it is whole\n";
  [[maybe_unused]] const auto nobody_can_be_told =
      ::write(STDERR_FILENO, text, sizeof text - 1) < 0;
  std::_Exit(pangkas::cli::exit_failed);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace pangkas::cli;
  hold_standard_streams();
  std::signal(SIGBUS, say_file_shrank);
  // A file beyond the limit of the shell is reported as any other failure to write. A reader who
  // has seen enough (head) ends the program without a word, as everywhere.
  std::signal(SIGXFSZ, SIG_IGN);

  int status = exit_done;
  program pangkas_program(
      "pangkas",
      "Pangkas models an organisation as a graph of positions, takes echelons out of it under\n"
      "declared rules, and measures how much shorter its decision paths become.\n"
      "Exit status: 0 done; 1 check has findings; 2 not done, for the reason that is printed.",
      std::string(pangkas::version));
  const command_line app = pangkas_program.commands();
  add_check(app, status);
  add_measure(app, status);
  add_paths(app, status);
  add_log(app, status);
  add_simplify(app, status);
  add_apply(app, status);
  add_optimise(app, status);
  add_study(app, status);
  add_integrity(app, status);
  add_simulate(app, status);
  add_compare(app, status);
  add_report(app, status);
  add_undo(app, status);
  add_convert(app, status);
  add_generate(app, status);
  add_policy(app, status);
  add_scheme(app, status);
  add_completion(app, status);
  add_manual(app, status);
  app.footer("pangkas COMMAND --help tells about a command, with an example.");

  try {
    return pangkas_program.run(argc, argv) ? status : exit_failed;
  } catch (const std::bad_alloc&) {
    say("pangkas: the organisation does not fit into the memory of this machine\n");
  } catch (const std::exception& e) {
    complain(e.what());
  }
  return exit_failed;
}
