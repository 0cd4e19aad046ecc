import random

import pytest

from cms.thai.collation import sort_key

PROVINCES = """กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ ชุมพร
เชียงราย เชียงใหม่ ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ
บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์
แพร่ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ สกลนคร
สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ หนองคาย
หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี"""

CONSONANTS = list("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ")
VOWELS = ["กะ", "กัก", "กา", "กำ", "กิ", "กี", "กึ", "กื", "กุ", "กู", "เก", "แก", "โก", "ใก", "ไก"]
MARKS = ["เกง", "เก็ง", "เก่ง", "เก้ง", "เก๊ง", "เก๋ง"]
DICTIONARY = """ก กก กง กฎ กฎหมาย กฐิน กด กบ กรรมการ กราบ กลม กว้าง กะ กัก กัน กา ก้าง กาน กำ กิน กึ่ง กุ้ง กู เก เกม เก่า แก แกง
แก้ว โกง ใกล้ ไก่ ขวด ขวาน ขอ เข้า แข็ง ไข่"""
SPEECH = ["ปา", "ป่า", "ป้า", "ป๊า", "ป๋า", "ปาก", "ป่าน", "ปี", "ปี่"]
MIXED = ["10", "๒๕๖๗", "2568", "e-GP", "ITA", "กอง", "ฮูก"]


@pytest.mark.parametrize("words", [PROVINCES.split(), CONSONANTS, VOWELS, MARKS, DICTIONARY.split(), SPEECH, MIXED])
def test_words_stand_in_the_order_of_the_dictionary(words):
    shuffled = random.Random(7).sample(words, len(words))

    assert sorted(shuffled, key=sort_key) == words


def test_the_list_of_provinces_is_whole():
    assert len(PROVINCES.split()) == len(set(PROVINCES.split())) == 77


@pytest.mark.parametrize(("first", "then"), [("ก.พ.", "กพร"), ("ต่าง ๆ", "ต่างจาก"), ("กองช่าง", "กอง ช่างโยธา")])
def test_blanks_and_signs_do_not_count_at_first(first, then):
    assert sort_key(first) < sort_key(then)


def test_the_same_word_written_in_two_ways_has_one_key():
    assert sort_key("นำ้ประปา") == sort_key("น้ำ\u200bประปา")


def test_texts_that_differ_have_keys_that_differ():
    assert len({sort_key(text) for text in ["กองคลัง", "กอง คลัง", "ITA", "ita", "2566", "๒๕๖๖"]}) == 6


@pytest.mark.parametrize("text", ["", "่", "์ๆ ฯ", "เ"])
def test_fragments_have_a_key(text):
    assert isinstance(sort_key(text), str)
