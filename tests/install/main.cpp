// SPDX-License-Identifier: BSL-1.0
// Ends with status 0 if the version is the expected one and an organisation survives a round trip
// through JSON.
#include <pangkas/pangkas.hpp>

#include <string>
#include <string_view>

std::string_view version_in_other_file();
pangkas::organisation organisation_of_other_file();

int main(int argc, char** argv) {
  if (argc != 2 || pangkas::version != argv[1] || version_in_other_file() != argv[1]) return 1;
  const std::string text = pangkas::to_json(organisation_of_other_file());
  return pangkas::to_json(pangkas::read_json(text).organisation) == text ? 0 : 2;
}
