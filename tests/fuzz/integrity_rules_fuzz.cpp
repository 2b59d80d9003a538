// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a set of rules by which an organisation is tested, or refused.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/io/integrity_rules.hpp>
#include <pangkas/io/integrity_tables.hpp>

#include <string_view>
#include <utility>

void fuzz::on_integrity_rules(std::string_view input) {
  static const pangkas::organisation org = fuzz::chain();
  static const pangkas::integrity_tables tables = [] {
    pangkas::integrity_builder builder(org);
    pangkas::add_duty_table(builder,
                            "position,process,duty,holder,since\nA,m,approve,h1,2000-01-01\n"
                            "B,*,pay,h1,\nC,m,order,h2,\nD,p,audit,,\n",
                            "duties");
    return std::move(builder).build();
  }();
  try {
    const auto rules = pangkas::read_integrity_rules(input, "fuzz");
    pangkas::integrity_options options;
    options.inherited = true;
    options.decisions.on = "2026-01-01";
    static_cast<void>(pangkas::integrity(org, tables, rules, options));
  } catch (const pangkas::error&) {
  }
}
