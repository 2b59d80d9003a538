// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: tables of duties, holders and relations are read or refused, and what was read
// can be tested.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/io/presets.hpp>

#include <cstdlib>
#include <string>
#include <utility>

void fuzz::on_integrity_tables(std::string_view input) {
  static const pangkas::organisation org = fuzz::chain();
  static const pangkas::integrity_rules rules =
      pangkas::joined({pangkas::preset_integrity_set("purchase-to-pay"),
                       pangkas::preset_integrity_set("independence")});
  try {
    const std::string text = pangkas::decode_text(std::string(input), "fuzz").text;
    pangkas::integrity_builder builder(org);
    // The heading tells which table it is.
    if (text.find("holder_") < text.find('\n'))
      pangkas::add_relation_table(builder, text, "fuzz");
    else if (text.starts_with('h'))
      pangkas::add_holder_table(builder, text, "fuzz");
    else
      pangkas::add_duty_table(builder, text, "fuzz");
    const pangkas::integrity_tables tables = std::move(builder).build();
    pangkas::integrity_options options;
    options.inherited = true;
    options.decisions.on = "2026-01-01";
    options.steps = 1000;
    const auto report = pangkas::integrity(org, tables, rules, options);
    for (const pangkas::collusion& c : report.colluding)
      if (c.least > c.most || c.hands.size() != c.most) std::abort();
  } catch (const pangkas::error&) {
  }
}
