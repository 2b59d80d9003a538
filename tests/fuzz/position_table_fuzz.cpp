// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: read or refused, no position is lost between the rows and the organisation,
// and it can be measured.
#include "fuzzers.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/study/measures.hpp>

#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>

void fuzz::on_position_table(std::string_view input) {
  try {
    const std::string text = pangkas::decode_text(std::string(input), "fuzz").text;
    pangkas::organisation_builder builder;
    // The heading row tells the three tables apart, as it does for the command line.
    if (text.find("Reporting Senior Post") < 200)
      pangkas::add_uk_junior_return(builder, text, "fuzz");
    else if (text.find("Post Unique Reference") < 200)
      pangkas::add_uk_senior_return(builder, text, "fuzz", pangkas::uk_senior_mapping());
    else
      pangkas::add_position_table(builder, text, "fuzz");
    const std::size_t added = builder.size();
    const pangkas::organisation org = std::move(builder).build().organisation;
    const pangkas::measures found = pangkas::measure(org);
    if (found.positions != added || found.placed + found.orphans + found.unrooted != added)
      std::abort();
  } catch (const pangkas::error&) {
  }
}
