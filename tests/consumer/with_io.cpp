// SPDX-License-Identifier: BSL-1.0
// Ends with status 0 if an organisation is written and read as it should be.
#include <pangkas/io.hpp>

#include <string>
#include <utility>

int main() {
  pangkas::organisation_builder builder;
  builder.add({.code = "head"});
  builder.add({.code = "clerk", .reports_to = "head"});
  const std::string text = pangkas::to_json(std::move(builder).build().organisation);
  return pangkas::to_json(pangkas::read_json(text).organisation) == text ? 0 : 1;
}
