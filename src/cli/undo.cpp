// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/io/encoding.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/undo.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace pangkas::cli {

void add_undo(command_line app, int&) {
  struct options {
    input in;
    std::string after;
    std::string ledger;
    std::string out;
    std::string to;
    bool unverified = false;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand(
      "undo", "Apply a ledger backwards: gives the organisation before, exactly");
  // What is given back is what was, with who held the posts if that was written.
  given->in.keep_holders();
  command.reads(command.add_option("AFTER", given->after, "the organisation after, in native JSON")
                    .required()
                    .type_name(""));
  command.reads(
      command.add_option("LEDGER", given->ledger, "the ledger that simplify wrote, in JSON")
          .required()
          .type_name(""));
  command.writes(
      command.add_option("--out", given->out, "file to write: .json or .csv; - is standard output")
          .required()
          .type_name("FILE"));
  command.add_option("--to", given->to, "what to write to standard output: table or json")
      .one_of({"json", "table"});
  command.add_flag(
      "--unverified", given->unverified,
      "undo although nothing shows that AFTER and LEDGER are as they were written, such "
      "as a ledger without hashes");
  command.footer(
      "Example:\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after\n"
      "  pangkas undo after/organisation.json after/ledger.json --out before.json");
  command.callback([given] {
    const read_result after = given->in.read({given->after}, input_hashes::unused);
    given->in.stats().begin("undo");
    const std::string text = decode_text(read_file(given->ledger), given->ledger).text;
    const ledger changes = read_ledger(text, after.organisation, given->ledger);
    if (!after.findings.empty())
      complain(fmt::format("{} has findings ({}); pangkas check lists them", given->after,
                           counts_text(evidence_of(after))));
    const organisation before = given->unverified ? undo(after.organisation, changes)
                                                  : undo(after.organisation, changes,
                                                         read_ledger_hashes(text, given->ledger));
    write_organisation(before, given->out,
                       given->out == "-" && given->to.empty() ? "json" : given->to);
  });
}

}  // namespace pangkas::cli
